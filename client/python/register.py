"""python register.py E-MAIL PASSWORD: makes an account and prints its first token."""

import sys

import requests
from luna import URL, answer

email, password = sys.argv[1:]
account = {"organization_name": "Examples", "email": email, "password": password}
print(answer(requests.post(f"{URL}/4/accounts", json=account, timeout=60))["token"])
