package myidc.platform.security;

import java.util.Optional;
import myidc.shared.Caller;

/** Which program stands behind an agent's token; each context that gives tokens out is asked in turn. */
public interface AgentSource {
    /** Begins every agent's token, so that no other credential is looked for. */
    String PREFIX = "myidc-agent-";

    /** The agent, with scopes for what it may do and nothing else; empty when unknown, expired or revoked. */
    Optional<Caller> byAgentToken(String token, String source);
}
