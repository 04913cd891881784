package myidc.network;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import myidc.network.RulesetCommand.CreateRuleset;
import myidc.network.RulesetCommand.DeleteRuleset;
import myidc.network.RulesetCommand.DescribeRuleset;
import myidc.network.RulesetCommand.SetRulesetRules;
import myidc.network.event.FirewallRule;
import myidc.network.event.RulesetEvent.RulesetCreated;
import myidc.network.event.RulesetEvent.RulesetDeleted;
import myidc.network.event.RulesetEvent.RulesetDescribed;
import myidc.network.event.RulesetEvent.RulesetRulesSet;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.RulesetId;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Rules under one name, which firewalls name in place of rules of their own. */
final class Ruleset {
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z][a-zA-Z0-9-_.]{2,31}");

    @AggregateIdentifier
    private @Nullable RulesetId id;

    private @Nullable TenantId tenant;
    private String label = "";
    private String description = "";
    private List<FirewallRule> rules = List.of();
    private long ruleVersion;
    private boolean deleted;

    Ruleset() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(CreateRuleset command) {
        apply(new RulesetCreated(
                command.rulesetId(),
                command.tenantId(),
                label(command.label()),
                description(command.description()),
                command.inbound(),
                RuleChecks.ofSet(command.rules())));
    }

    @CommandHandler
    void decide(DescribeRuleset command) {
        present();
        String wanted = command.label() == null ? label : label(command.label());
        String said = command.description() == null ? description : description(command.description());
        if (!wanted.equals(label) || !said.equals(description)) {
            apply(new RulesetDescribed(known(), wanted, said));
        }
    }

    @CommandHandler
    void decide(SetRulesetRules command) {
        present();
        List<FirewallRule> wanted = RuleChecks.ofSet(command.rules());
        if (!wanted.equals(rules)) {
            apply(new RulesetRulesSet(known(), ruleVersion + 1, wanted));
        }
    }

    @CommandHandler
    void decide(DeleteRuleset command, Rulesets rulesets) {
        present();
        rulesets.unused(owner(), known());
        apply(new RulesetDeleted(known(), owner(), label));
    }

    @EventSourcingHandler
    void evolve(RulesetCreated fact) {
        id = fact.rulesetId();
        tenant = fact.tenantId();
        label = fact.label();
        description = fact.description();
        rules = fact.rules();
        ruleVersion = 1;
    }

    @EventSourcingHandler
    void evolve(RulesetDescribed fact) {
        label = fact.label();
        description = fact.description();
    }

    @EventSourcingHandler
    void evolve(RulesetRulesSet fact) {
        rules = fact.rules();
        ruleVersion = fact.ruleVersion();
    }

    @EventSourcingHandler
    void evolve(RulesetDeleted fact) {
        deleted = true;
    }

    private static String label(String wanted) {
        return Check.matches(
                "label",
                wanted,
                LABEL,
                "must be 3 to 32 letters, digits, hyphens, underscores or dots and begin with a letter");
    }

    private static String description(@Nullable String wanted) {
        String text = Check.optionalText("description", wanted, 200);
        return text == null ? "" : text;
    }

    private void present() {
        if (deleted) {
            throw Refused.because(NetworkRefusal.RULESET_NOT_FOUND, "Not found");
        }
    }

    private RulesetId known() {
        return Objects.requireNonNull(id);
    }

    private TenantId owner() {
        return Objects.requireNonNull(tenant);
    }
}
