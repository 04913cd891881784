package myidc.network.event;

import java.util.List;
import myidc.shared.id.RulesetId;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a firewall, or a place in which all rules of a set stand.
 *
 * @param accept whether what it is about may pass
 * @param protocol TCP, UDP, ICMP, IPENCAP, ALL, or a number of IANA's register as text
 * @param ports such as {@code 22-24, 80}; null for all
 * @param ipv4 addresses or networks of the other side; null for none
 * @param ruleset the set whose rules stand here; null for a rule of its own, and then all else is empty
 */
public record FirewallRule(
        boolean accept,
        String protocol,
        @Nullable String ports,
        @Nullable List<String> ipv4,
        @Nullable List<String> ipv6,
        @Nullable String label,
        @Nullable String description,
        @Nullable RulesetId ruleset) {
    /** A place for the rules of a set. */
    public static FirewallRule of(RulesetId ruleset) {
        return new FirewallRule(false, "", null, null, null, null, null, ruleset);
    }
}
