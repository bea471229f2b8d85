package dev.parley.gateway.conversation;

/** That the call is to end as soon as nobody is cut off, and what is said then. */
record Due(String sentence, String reason) {}
