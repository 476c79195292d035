import random
import secrets
import string
from random import choice


def generate_password(length):
    # ruleid: python-predictable-token
    return "".join(random.choice(string.ascii_letters) for _ in range(length))


def reset(user):
    # ruleid: python-predictable-token
    reset_token = "".join(random.choices(string.ascii_letters, k=32))
    # ruleid: python-predictable-token
    user.otp = random.randint(100000, 999999)
    # ok: python-predictable-token
    user.api_key = secrets.token_urlsafe(32)
    # ok: python-predictable-token
    colour = random.choice(["red", "green"])
    # ok: python-predictable-token
    token_colour = random.choice(["red", "green"])
    # ruleid: python-predictable-token
    user.save(token=choice(LETTERS))
    return reset_token, colour, token_colour


def make_token():
    # ok: python-predictable-token
    return random.SystemRandom().choice(string.digits)


def next_delay(attempt):
    # ok: python-predictable-token
    return attempt * 2 + random.random()
