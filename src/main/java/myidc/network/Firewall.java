package myidc.network;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import myidc.network.FirewallCommand.AddFirewallDevice;
import myidc.network.FirewallCommand.ConfirmFirewallApplied;
import myidc.network.FirewallCommand.CreateFirewall;
import myidc.network.FirewallCommand.DeleteFirewall;
import myidc.network.FirewallCommand.LabelFirewall;
import myidc.network.FirewallCommand.MakeFirewallDefault;
import myidc.network.FirewallCommand.ReapplyFirewall;
import myidc.network.FirewallCommand.RemoveFirewallDevice;
import myidc.network.FirewallCommand.ReportFirewallNotApplied;
import myidc.network.FirewallCommand.SetFirewallRules;
import myidc.network.FirewallCommand.SwitchFirewall;
import myidc.network.FirewallCommand.TagFirewall;
import myidc.network.event.FirewallEvent.FirewallApplied;
import myidc.network.event.FirewallEvent.FirewallApplyFailed;
import myidc.network.event.FirewallEvent.FirewallApplyRequested;
import myidc.network.event.FirewallEvent.FirewallCreated;
import myidc.network.event.FirewallEvent.FirewallDeleted;
import myidc.network.event.FirewallEvent.FirewallDeviceAdded;
import myidc.network.event.FirewallEvent.FirewallDeviceRemoved;
import myidc.network.event.FirewallEvent.FirewallLabelled;
import myidc.network.event.FirewallEvent.FirewallMadeDefault;
import myidc.network.event.FirewallEvent.FirewallMadeNoDefault;
import myidc.network.event.FirewallEvent.FirewallRulesSet;
import myidc.network.event.FirewallEvent.FirewallSwitchedOff;
import myidc.network.event.FirewallEvent.FirewallSwitchedOn;
import myidc.network.event.FirewallEvent.FirewallTagged;
import myidc.network.event.FirewallRules;
import myidc.network.event.FirewallUsage;
import myidc.platform.db.Claims;
import myidc.platform.db.Claims.Claim;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.id.FirewallId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** A firewall. Before a guest stands one at most that is switched on. */
final class Firewall {
    private static final String LABELS = "network.firewall";
    private static final String GUESTS = "network.firewall-guest";
    private static final String DEFAULTS = "network.firewall-default";
    private static final int DEVICES_MAX = 200;
    private static final int TAGS_MAX = 50;
    private static final int CAUSE_MAX = 500;

    /** After Linode's reference of POST /networking/firewalls. */
    private static final Pattern LABEL =
            Pattern.compile("[a-zA-Z0-9]((?!--|__|\\.\\.)[a-zA-Z0-9-_.]){1,30}[a-zA-Z0-9]");

    @AggregateIdentifier
    private @Nullable FirewallId id;

    private @Nullable TenantId tenant;
    private String label = "";
    private List<String> tags = List.of();
    private @Nullable FirewallRules rules;
    private long ruleVersion;
    private boolean on;
    private boolean deleted;
    private Map<Long, Long> deviceOfGuest = new LinkedHashMap<>();
    private Map<Long, String> inForce = new LinkedHashMap<>();
    private Set<FirewallUsage> usages = EnumSet.noneOf(FirewallUsage.class);

    Firewall() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(CreateFirewall command, Claims claims, Rulesets rulesets) {
        String wanted = label(command.label());
        FirewallRules checked = RuleChecks.checked(command.rules());
        rulesets.use(command.tenantId(), checked);
        claims.take(
                labels(command.tenantId(), wanted), command.firewallId().text(), NetworkRefusal.FIREWALL_LABEL_TAKEN);
        apply(new FirewallCreated(command.firewallId(), command.tenantId(), wanted, checked, tags(command.tags())));
    }

    @CommandHandler
    void decide(LabelFirewall command, Claims claims) {
        present();
        String wanted = label(command.label());
        if (wanted.equals(label)) {
            return;
        }
        claims.take(labels(owner(), wanted), known().text(), NetworkRefusal.FIREWALL_LABEL_TAKEN);
        claims.release(LABELS, labels(owner(), label).value(), known().text());
        apply(new FirewallLabelled(known(), wanted));
    }

    @CommandHandler
    void decide(TagFirewall command) {
        present();
        List<String> wanted = tags(command.tags());
        if (!wanted.equals(tags)) {
            apply(new FirewallTagged(known(), wanted));
        }
    }

    @CommandHandler
    void decide(SwitchFirewall command, Claims claims) {
        present();
        if (command.on() == on) {
            return;
        }
        for (Long guest : List.copyOf(deviceOfGuest.keySet())) {
            if (command.on()) {
                before(new InstanceId(guest), claims);
            } else {
                claims.release(GUESTS, new InstanceId(guest).text(), known().text());
            }
        }
        apply(command.on() ? new FirewallSwitchedOn(known()) : new FirewallSwitchedOff(known()));
    }

    @CommandHandler
    void decide(SetFirewallRules command, Rulesets rulesets) {
        present();
        FirewallRules wanted = RuleChecks.checked(command.rules());
        if (!wanted.equals(rules)) {
            rulesets.use(owner(), wanted);
            apply(new FirewallRulesSet(known(), ruleVersion + 1, wanted));
        }
    }

    @CommandHandler
    void decide(AddFirewallDevice command, Claims claims) {
        present();
        if (deviceOfGuest.containsKey(command.instanceId().value())) {
            return;
        }
        if (deviceOfGuest.size() >= DEVICES_MAX) {
            throw Refused.because(
                    NetworkRefusal.FIREWALL_FULL, "A firewall can have at most " + DEVICES_MAX + " devices");
        }
        if (on) {
            before(command.instanceId(), claims);
        }
        apply(new FirewallDeviceAdded(known(), owner(), command.deviceId(), command.instanceId()));
    }

    @CommandHandler
    void decide(RemoveFirewallDevice command, Claims claims) {
        if (!deleted) {
            remove(command.instanceId(), claims);
        }
    }

    @CommandHandler
    void decide(ReapplyFirewall command) {
        present();
        if (deviceOfGuest.containsKey(command.instanceId().value())) {
            apply(new FirewallApplyRequested(known(), command.instanceId()));
        }
    }

    @CommandHandler
    void decide(MakeFirewallDefault command, Claims claims) {
        present();
        if (command.wanted() == usages.contains(command.usage())) {
            return;
        }
        Claim claim = new Claim(DEFAULTS, owner().text() + "/" + command.usage(), "default_firewall_ids");
        if (command.wanted()) {
            claims.take(claim, known().text(), NetworkRefusal.FIREWALL_DEFAULT_TAKEN);
            apply(new FirewallMadeDefault(known(), command.usage()));
        } else {
            claims.release(DEFAULTS, claim.value(), known().text());
            apply(new FirewallMadeNoDefault(known(), command.usage()));
        }
    }

    @CommandHandler
    void decide(DeleteFirewall command, Claims claims) {
        present();
        if (!usages.isEmpty()) {
            throw Refused.because(
                    NetworkRefusal.FIREWALL_IS_DEFAULT,
                    "The firewall is a default of the account; choose another in the firewall settings first");
        }
        List.copyOf(deviceOfGuest.keySet()).forEach(guest -> remove(new InstanceId(guest), claims));
        claims.release(LABELS, labels(owner(), label).value(), known().text());
        apply(new FirewallDeleted(known(), owner(), label));
    }

    /** A report about a guest that is no longer the firewall's, or that says what is known, changes nothing. */
    @CommandHandler
    void decide(ConfirmFirewallApplied command) {
        long guest = command.instanceId().value();
        if (deviceOfGuest.containsKey(guest) && !command.fingerprint().equals(inForce.get(guest))) {
            apply(new FirewallApplied(known(), command.instanceId(), command.fingerprint()));
        }
    }

    @CommandHandler
    void decide(ReportFirewallNotApplied command) {
        if (deviceOfGuest.containsKey(command.instanceId().value())) {
            String cause = command.cause();
            apply(new FirewallApplyFailed(
                    known(), command.instanceId(), cause.length() > CAUSE_MAX ? cause.substring(0, CAUSE_MAX) : cause));
        }
    }

    @EventSourcingHandler
    void evolve(FirewallCreated fact) {
        id = fact.firewallId();
        tenant = fact.tenantId();
        label = fact.label();
        tags = fact.tags();
        rules = fact.rules();
        ruleVersion = 1;
        on = true;
    }

    @EventSourcingHandler
    void evolve(FirewallLabelled fact) {
        label = fact.label();
    }

    @EventSourcingHandler
    void evolve(FirewallTagged fact) {
        tags = fact.tags();
    }

    @EventSourcingHandler
    void evolve(FirewallSwitchedOn fact) {
        on = true;
    }

    @EventSourcingHandler
    void evolve(FirewallSwitchedOff fact) {
        on = false;
        inForce.clear();
    }

    @EventSourcingHandler
    void evolve(FirewallRulesSet fact) {
        rules = fact.rules();
        ruleVersion = fact.ruleVersion();
    }

    @EventSourcingHandler
    void evolve(FirewallDeviceAdded fact) {
        deviceOfGuest.put(fact.instanceId().value(), fact.deviceId());
    }

    @EventSourcingHandler
    void evolve(FirewallDeviceRemoved fact) {
        deviceOfGuest.remove(fact.instanceId().value());
        inForce.remove(fact.instanceId().value());
    }

    @EventSourcingHandler
    void evolve(FirewallApplyRequested fact) {
        inForce.remove(fact.instanceId().value());
    }

    @EventSourcingHandler
    void evolve(FirewallApplied fact) {
        inForce.put(fact.instanceId().value(), fact.fingerprint());
    }

    @EventSourcingHandler
    void evolve(FirewallApplyFailed fact) {
        inForce.remove(fact.instanceId().value());
    }

    @EventSourcingHandler
    void evolve(FirewallMadeDefault fact) {
        usages.add(fact.usage());
    }

    @EventSourcingHandler
    void evolve(FirewallMadeNoDefault fact) {
        usages.remove(fact.usage());
    }

    @EventSourcingHandler
    void evolve(FirewallDeleted fact) {
        deleted = true;
    }

    private void remove(InstanceId guest, Claims claims) {
        Long device = deviceOfGuest.get(guest.value());
        if (device != null) {
            if (on) {
                claims.release(GUESTS, guest.text(), known().text());
            }
            apply(new FirewallDeviceRemoved(known(), owner(), device, guest));
        }
    }

    private void before(InstanceId guest, Claims claims) {
        claims.take(new Claim(GUESTS, guest.text(), "id"), known().text(), NetworkRefusal.FIREWALL_ENTITY_TAKEN);
    }

    private static List<String> tags(List<String> wanted) {
        if (wanted.size() > TAGS_MAX) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "tags", "tags must be at most " + TAGS_MAX);
        }
        return wanted.stream()
                .map(tag -> {
                    String text = Check.text("tags", tag, 50);
                    Check.range("tags", text.length(), 3, 50);
                    return text;
                })
                .distinct()
                .sorted()
                .toList();
    }

    private static String label(String wanted) {
        return Check.matches(
                "label",
                wanted,
                LABEL,
                "must be 3 to 32 letters, digits, hyphens, underscores or dots, with a letter or digit at both ends and no"
                        + " --, __ or ..");
    }

    private static Claim labels(TenantId tenant, String label) {
        return new Claim(LABELS, tenant.text() + "/" + label, "label");
    }

    private void present() {
        if (deleted) {
            throw Refused.because(NetworkRefusal.FIREWALL_NOT_FOUND, "Not found");
        }
    }

    private FirewallId known() {
        return Objects.requireNonNull(id);
    }

    private TenantId owner() {
        return Objects.requireNonNull(tenant);
    }
}
