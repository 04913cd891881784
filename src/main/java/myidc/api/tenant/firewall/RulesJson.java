package myidc.api.tenant.firewall;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import myidc.network.event.FirewallRule;
import myidc.network.event.FirewallRules;
import myidc.network.read.FirewallRow;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.RulesetId;
import org.jspecify.annotations.Nullable;

/** Linode's rules of a firewall. */
@JsonNaming(SnakeCaseStrategy.class)
public record RulesJson(
        List<RuleJson> inbound,
        String inboundPolicy,
        List<RuleJson> outbound,
        String outboundPolicy,
        long version,
        String fingerprint) {
    static RulesJson of(FirewallRow row) {
        return of(row.rules, row.ruleVersion);
    }

    private static RulesJson of(FirewallRules rules, long version) {
        return new RulesJson(
                RuleJson.of(rules.inbound()),
                word(rules.acceptInbound()),
                RuleJson.of(rules.outbound()),
                word(rules.acceptOutbound()),
                version,
                rules.fingerprint());
    }

    private static String word(boolean accept) {
        return accept ? "ACCEPT" : "DROP";
    }

    private static boolean accepts(String field, @Nullable String word) {
        String given = Check.present(field, word).strip().toUpperCase(Locale.ROOT);
        if (!given.equals("ACCEPT") && !given.equals("DROP")) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be ACCEPT or DROP");
        }
        return given.equals("ACCEPT");
    }

    /** A rule; what it does not say is left out, as on Linode's wire. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RuleJson(
            @Nullable String action,
            @Nullable String protocol,
            @Nullable String ports,
            @Nullable AddressesJson addresses,
            @Nullable String label,
            @Nullable String description,
            @Nullable Long ruleset) {
        static List<RuleJson> of(List<FirewallRule> rules) {
            return rules.stream().map(RuleJson::of).toList();
        }

        private static RuleJson of(FirewallRule rule) {
            RulesetId set = rule.ruleset();
            return set != null
                    ? new RuleJson(null, null, null, null, null, null, set.value())
                    : new RuleJson(
                            word(rule.accept()),
                            rule.protocol(),
                            rule.ports(),
                            AddressesJson.of(rule),
                            rule.label(),
                            rule.description(),
                            null);
        }

        /** Rules as a fact has them; what they may hold is checked by who decides. */
        static List<FirewallRule> read(String list, @Nullable List<@Nullable RuleJson> asked) {
            List<FirewallRule> rules = new ArrayList<>();
            List<@Nullable RuleJson> given = asked == null ? List.of() : asked;
            Check.range(list, given.size(), 0, 25);
            for (int i = 0; i < given.size(); i++) {
                rules.add(Check.present(list + "[" + i + "]", given.get(i)).read(list + "[" + i + "]."));
            }
            return rules;
        }

        private FirewallRule read(String at) {
            if (ruleset != null) {
                return FirewallRule.of(new RulesetId(Check.range(at + "ruleset", ruleset, 1, Long.MAX_VALUE)));
            }
            AddressesJson given = Check.present(at + "addresses", addresses);
            return new FirewallRule(
                    accepts(at + "action", action),
                    Check.text(at + "protocol", protocol, 10).toUpperCase(Locale.ROOT),
                    ports,
                    texts(at + "addresses.ipv4", given.ipv4()),
                    texts(at + "addresses.ipv6", given.ipv6()),
                    label,
                    description,
                    null);
        }

        private static @Nullable List<String> texts(String field, @Nullable List<@Nullable String> given) {
            return given == null
                    ? null
                    : given.stream().map(text -> Check.text(field, text, 60)).toList();
        }
    }

    /** Whom a rule is about. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AddressesJson(
            @Nullable List<@Nullable String> ipv4, @Nullable List<@Nullable String> ipv6) {
        private static AddressesJson of(FirewallRule rule) {
            return new AddressesJson(given(rule.ipv4()), given(rule.ipv6()));
        }

        private static @Nullable List<@Nullable String> given(@Nullable List<String> texts) {
            return texts == null ? null : new ArrayList<@Nullable String>(texts);
        }
    }

    /** Rules as they are asked for; both policies are required. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record RulesRequest(
            @Nullable List<@Nullable RuleJson> inbound,
            @Nullable String inboundPolicy,
            @Nullable List<@Nullable RuleJson> outbound,
            @Nullable String outboundPolicy) {
        FirewallRules read() {
            return new FirewallRules(
                    RuleJson.read("inbound", inbound),
                    accepts("inbound_policy", inboundPolicy),
                    RuleJson.read("outbound", outbound),
                    accepts("outbound_policy", outboundPolicy));
        }
    }
}
