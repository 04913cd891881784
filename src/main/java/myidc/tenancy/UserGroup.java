package myidc.tenancy;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import myidc.platform.db.Claims;
import myidc.platform.db.Claims.Claim;
import myidc.shared.Check;
import myidc.shared.Refused;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.shared.id.UserGroupId;
import myidc.tenancy.UserGroupCommand.CreateUserGroup;
import myidc.tenancy.UserGroupCommand.DeleteUserGroup;
import myidc.tenancy.UserGroupCommand.GrantUserGroup;
import myidc.tenancy.UserGroupCommand.LabelUserGroup;
import myidc.tenancy.UserGroupCommand.SetUserGroupMembers;
import myidc.tenancy.event.Grants;
import myidc.tenancy.event.UserGroupEvent.UserGroupCreated;
import myidc.tenancy.event.UserGroupEvent.UserGroupDeleted;
import myidc.tenancy.event.UserGroupEvent.UserGroupGranted;
import myidc.tenancy.event.UserGroupEvent.UserGroupJoined;
import myidc.tenancy.event.UserGroupEvent.UserGroupLabelled;
import myidc.tenancy.event.UserGroupEvent.UserGroupLeft;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Users of a tenant who have the same grants beside their own. */
final class UserGroup {
    static final int LABEL_MAX = 64;
    private static final String LABELS = "tenancy.user-group";

    @AggregateIdentifier
    private @Nullable UserGroupId id;

    private @Nullable TenantId tenant;
    private String label = "";
    private Grants grants = Grants.NONE;
    private Set<Long> members = new TreeSet<>();
    private boolean deleted;

    UserGroup() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void decide(CreateUserGroup command, Claims claims) {
        String wanted = Check.text("label", command.label(), LABEL_MAX);
        take(claims, command.tenantId(), command.userGroupId(), wanted);
        apply(new UserGroupCreated(command.userGroupId(), command.tenantId(), wanted));
    }

    @CommandHandler
    void decide(LabelUserGroup command, Claims claims) {
        present();
        String wanted = Check.text("label", command.label(), LABEL_MAX);
        if (wanted.equals(label)) {
            return;
        }
        if (!wanted.equalsIgnoreCase(label)) {
            take(claims, owner(), known(), wanted);
            release(claims);
        }
        apply(new UserGroupLabelled(known(), wanted));
    }

    @CommandHandler
    void decide(GrantUserGroup command) {
        present();
        if (!grants.equals(command.grants())) {
            apply(new UserGroupGranted(known(), command.grants()));
        }
    }

    @CommandHandler
    void decide(SetUserGroupMembers command) {
        present();
        Set<Long> wanted =
                command.members().stream().map(PersonId::value).collect(Collectors.toCollection(TreeSet::new));
        List<Long> leaving =
                members.stream().filter(person -> !wanted.contains(person)).toList();
        List<Long> joining =
                wanted.stream().filter(person -> !members.contains(person)).toList();
        leaving.forEach(person -> apply(new UserGroupLeft(known(), new PersonId(person))));
        joining.forEach(person -> apply(new UserGroupJoined(known(), new PersonId(person))));
    }

    @CommandHandler
    void decide(DeleteUserGroup command, Claims claims) {
        present();
        release(claims);
        apply(new UserGroupDeleted(known()));
    }

    @EventSourcingHandler
    void evolve(UserGroupCreated fact) {
        id = fact.userGroupId();
        tenant = fact.tenantId();
        label = fact.label();
    }

    @EventSourcingHandler
    void evolve(UserGroupLabelled fact) {
        label = fact.label();
    }

    @EventSourcingHandler
    void evolve(UserGroupGranted fact) {
        grants = fact.grants();
    }

    @EventSourcingHandler
    void evolve(UserGroupJoined fact) {
        members.add(fact.personId().value());
    }

    @EventSourcingHandler
    void evolve(UserGroupLeft fact) {
        members.remove(fact.personId().value());
    }

    @EventSourcingHandler
    void evolve(UserGroupDeleted fact) {
        deleted = true;
    }

    private void present() {
        if (deleted) {
            throw Refused.because(TenancyRefusal.USER_GROUP_NOT_FOUND, "This group was deleted");
        }
    }

    private UserGroupId known() {
        return Objects.requireNonNull(id);
    }

    private TenantId owner() {
        return Objects.requireNonNull(tenant);
    }

    private static void take(Claims claims, TenantId tenant, UserGroupId group, String label) {
        claims.take(
                new Claim(LABELS, value(tenant, label), "label"), group.text(), TenancyRefusal.USER_GROUP_LABEL_TAKEN);
    }

    private void release(Claims claims) {
        claims.release(LABELS, value(owner(), label), known().text());
    }

    /** Groups of an account differ by more than case. */
    private static String value(TenantId tenant, String label) {
        return tenant.value() + "/" + label.toLowerCase(Locale.ROOT);
    }
}
