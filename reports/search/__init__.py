"""Search: the engine is the database's own, the words are ours (manuscript/words.py), so all databases answer alike."""
