"""The files of an export, opened, each table with what it is for."""
