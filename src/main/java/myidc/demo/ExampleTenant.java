package myidc.demo;

/** A tenant of the example data centre, its first user, and that user's token. */
record ExampleTenant(long id, String name, String username, String token) {}
