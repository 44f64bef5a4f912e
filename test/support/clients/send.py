"""Sends requests as most Python programs do: the whole body first, then the answer is read."""
import http.client
import json
import sys
from urllib.parse import urlsplit

statuses = []
for request in json.load(sys.stdin):
    url = urlsplit(request["url"])
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
    with open(request["file"], "rb") as body:
        content = body.read()
    try:
        chunked = request.get("chunked", False)
        pieces = (content[at : at + 65536] for at in range(0, len(content), 65536))
        connection.request(
            request["method"], url.path, pieces if chunked else content, request["headers"], encode_chunked=chunked
        )
        answer = connection.getresponse()
        text = answer.read().decode()
        statuses.append([answer.status, text])
    except OSError as error:
        statuses.append([0, repr(error)])
    finally:
        connection.close()
json.dump(statuses, sys.stdout)
