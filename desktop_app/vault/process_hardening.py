"""Keeping the memory of the process from others: no core files, not traceable by the same user where the system can.

Linux: prctl(PR_SET_DUMPABLE, 0). macOS: ptrace(PT_DENY_ATTACH). Windows: no core files are written by default; its
error reporting shows no question and sends no heap. macOS and Windows have not been tried on such machines.
"""

import ctypes
import sys

PR_SET_DUMPABLE = 4
PT_DENY_ATTACH = 31
SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX = 0x0001, 0x0002
WER_FAULT_REPORTING_FLAG_NOHEAP = 1


def harden() -> list[str]:
    """Do what this system offers; returns what could not be done, in words for the log."""
    missing = []
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX)
        ctypes.windll.kernel32.WerSetFlags(WER_FAULT_REPORTING_FLAG_NOHEAP)
        return missing
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and library.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        missing.append("the process can be traced")
    if sys.platform == "darwin" and library.ptrace(PT_DENY_ATTACH, 0, 0, 0) != 0:
        missing.append("the process can be traced")
    return missing
