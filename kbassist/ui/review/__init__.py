"""The Review page: what agents and the program leave for the writers, in queues to work through."""
