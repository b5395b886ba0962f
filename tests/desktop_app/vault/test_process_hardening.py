"""Another process of the same user cannot read Daybook's memory, and a crash writes no core file."""

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="tried on Linux alone")

ORDINARY = """
import ctypes, os, resource, sys
from desktop_app.vault.process_hardening import PR_SET_DUMPABLE, harden
if os.geteuid() == 0:  # root may read everything: be somebody else
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)  # as an ordinary program is
"""
HOLDS = """
if sys.argv[1] == "hardened":
    assert harden() == []
held = ctypes.create_string_buffer(b"four quiet herons")
print(ctypes.addressof(held), *resource.getrlimit(resource.RLIMIT_CORE), flush=True)
sys.stdin.readline()
"""
READS = """
with open(f"/proc/{sys.argv[1]}/mem", "rb") as memory:
    memory.seek(int(sys.argv[2]))
    print(memory.read(17).decode())
"""


def start(code: str, *given: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", ORDINARY + code, *given]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


@pytest.mark.parametrize("how", ["hardened", "as it is"])
def test_the_memory_is_closed_to_another_process_of_the_same_user(how: str) -> None:
    holder = start(HOLDS, how)
    assert holder.stdout is not None
    address, *core = holder.stdout.readline().split()
    try:
        said, trouble = start(READS, str(holder.pid), address).communicate(timeout=60)
    finally:
        holder.send_signal(signal.SIGABRT)
        holder.communicate(timeout=60)
    if how == "hardened":
        assert said == ""
        assert "PermissionError" in trouble
        assert core == ["0", "0"]
    else:
        assert said == "four quiet herons\n"  # the test finds what there is to be found
