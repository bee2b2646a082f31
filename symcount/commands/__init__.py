"""What each command of the command line does: a SPEC read, a plan made, a page printed or written."""
