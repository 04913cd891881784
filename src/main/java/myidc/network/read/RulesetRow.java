package myidc.network.read;

import java.time.Instant;
import java.util.List;
import myidc.network.event.FirewallRule;

/**
 * A set of firewall rules as screens show it.
 *
 * @param inbound whether it is for inbound traffic, else for outbound
 * @param ruleVersion counts from 1
 */
public record RulesetRow(
        long id,
        long version,
        long tenantId,
        String label,
        String description,
        boolean inbound,
        List<FirewallRule> rules,
        long ruleVersion,
        Instant created,
        Instant updated)
        implements Shelved {}
