"""AWS's clock, which can be made to differ from the client's."""

import email.utils
import time

_offset = 0.0


def set_offset(seconds):
    global _offset
    _offset = seconds


def now():
    return time.time() + _offset


def http_date():
    return email.utils.formatdate(now(), usegmt=True)
