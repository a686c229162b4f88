import pytest


@pytest.fixture
def fetch(client):
    """`fetch("/rapporter.csv")` is the file, whether it was sent whole or streamed."""

    def got(address: str) -> bytes:
        response = client.get(address)
        assert response.status_code == 200, address
        assert not response.cookies
        return b"".join(response) if response.streaming else response.content

    return got
