package myidc.network.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import myidc.shared.id.RulesetId;

/**
 * What a firewall lets pass: the first rule that fits decides, and the policy where none does.
 *
 * @param acceptInbound whether inbound traffic that no rule fits may pass
 * @param acceptOutbound the same for outbound traffic
 */
public record FirewallRules(
        List<FirewallRule> inbound, boolean acceptInbound, List<FirewallRule> outbound, boolean acceptOutbound) {
    /** Eight hexadecimal digits that differ for rules that differ, as good as always. */
    public String fingerprint() {
        CRC32 sum = new CRC32();
        sum.update(toString().getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /** The sets that its rules name, each once. */
    public List<RulesetId> rulesets() {
        return Stream.concat(inbound.stream(), outbound.stream())
                .map(FirewallRule::ruleset)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
