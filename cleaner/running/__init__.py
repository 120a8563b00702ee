"""Runs over many documents: cut into shards, cleaned by processes, resumed, joined and accounted for."""
