"""What the examples share: where the server is, who asks, and what an error says."""

import os

import requests

URL = os.environ.get("LUNA_URL", "http://127.0.0.1:5140")


class LunaError(Exception):
    """An answer that is no success: status, error code, text, and the id that the server's log has."""

    def __init__(self, response):
        try:
            envelope = response.json()
        except ValueError:  # of a proxy, not of the service
            envelope = {}
        self.status = response.status_code
        self.code = envelope.get("error_code")
        self.text = envelope.get("detail") or envelope.get("desc") or response.reason
        self.request_id = response.headers.get("LUNA-Request-Id")
        super().__init__(f"{self.status} {self.code}: {self.text} (request {self.request_id})")


class Luna:
    """Sends requests with one token over one kept connection."""

    def __init__(self, token):
        self._session = requests.Session()
        self._session.headers["X-Auth-Token"] = token

    def ask(self, method, path, **options):
        """The JSON of an answer; None for one without a body. Raises LunaError."""
        return answer(self._session.request(method, f"{URL}/4{path}", timeout=60, **options))

    def send_photo(self, path, file, **query):
        """Posts a photo and gives the JSON of the answer."""
        with open(file, "rb") as photo:
            headers = {"Content-Type": "image/jpeg"}
            return self.ask("POST", path, params=query, data=photo.read(), headers=headers)


def answer(response):
    """The JSON of an answer; None for one without a body. Raises LunaError."""
    if not response.ok:
        raise LunaError(response)
    return response.json() if response.content else None


def from_environment():
    """A caller with the token of LUNA_TOKEN."""
    return Luna(os.environ["LUNA_TOKEN"])
