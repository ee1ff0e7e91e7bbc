"""Pure functions from tidy frames to tables: no file, no project, nothing printed, nothing rounded."""
