"""Campaigns: the power goes, a program is killed, a file is changed, a word leaks. Short in the suite, whole with --long."""
