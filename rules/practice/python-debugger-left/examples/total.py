import pdb

# ruleid: python-debugger-left
import ipdb


def total(lines):
    # ruleid: python-debugger-left
    breakpoint()
    # ruleid: python-debugger-left
    pdb.set_trace()
    # ruleid: python-debugger-left
    ipdb.set_trace()
    # ok: python-debugger-left
    settings.breakpoint(640)
    return sum(line.price for line in lines)
