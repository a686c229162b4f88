"""What the public sees, and how it came to: versions frozen, approved, planned, published, withdrawn."""
