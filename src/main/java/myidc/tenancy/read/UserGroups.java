package myidc.tenancy.read;

import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import myidc.platform.asof.Histories;
import myidc.platform.db.Sql;
import myidc.platform.ops.LiveAudience;
import myidc.shared.Page;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.shared.id.UserGroupId;
import myidc.tenancy.event.Grants;
import org.jspecify.annotations.Nullable;

/** Reads groups of users, now or as of an instant. */
@Singleton
public final class UserGroups implements LiveAudience {
    /** A tenant has so many groups at most. */
    public static final int GROUPS_MAX = 100;

    /** A user is in so many groups at most. */
    public static final int OF_A_USER_MAX = 20;

    private final Sql sql;
    private final Histories histories;

    UserGroups(Sql sql, Histories histories) {
        this.sql = sql;
        this.histories = histories;
    }

    /** A tenant's groups, by number. */
    public List<UserGroupView> of(TenantId tenant, @Nullable Instant asOf) {
        if (asOf != null) {
            Map<String, Long> where = Map.of("tenantId", tenant.value());
            return histories
                    .asOf(
                            new Histories.Listing(
                                    UserGroupProjection.HISTORY, asOf, where, new Page.Ask(1, Page.SIZE_MAX)),
                            UserGroupView.class)
                    .data();
        }
        return UserGroupView.<UserGroupView>find("tenantId", Sort.by("id"), tenant.value())
                .page(0, GROUPS_MAX)
                .list();
    }

    /** A tenant's own group; another tenant's is as if it were not. */
    public Optional<UserGroupView> find(TenantId tenant, UserGroupId id, @Nullable Instant asOf) {
        Optional<UserGroupView> found = asOf == null
                ? UserGroupView.findByIdOptional(id.value())
                : histories.asOf(UserGroupProjection.HISTORY, id.value(), asOf, UserGroupView.class);
        return found.filter(group -> group.tenantId == tenant.value());
    }

    /** The groups that a person is in, by number, and what each grants. */
    public List<Granting> around(PersonId person) {
        return sql.rows(
                "select id, label, grants from user_group_view where members @> array[?::bigint] order by id",
                row -> new Granting(row.getLong(1), row.getString(2), GrantsText.read(row.getString(3))),
                person.value());
    }

    /** What a group's members may do beside what they are granted themselves. */
    public Grants grants(UserGroupView group) {
        return GrantsText.read(group.grants);
    }

    @Override
    public boolean owns(TenantId tenant, String thing) {
        return thing.matches("usergroup-[0-9]{1,18}")
                && find(tenant, new UserGroupId(Long.parseLong(thing.substring(10))), null)
                        .isPresent();
    }

    /** A group and what it grants. */
    public record Granting(long id, String label, Grants grants) {}
}
