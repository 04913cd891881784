package myidc.api.portal;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import myidc.api.tenant.wire.GrantGuard;
import myidc.platform.asof.Stories;
import myidc.platform.asof.Stories.Told;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.platform.security.TenantScope;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.InstanceId;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.People;
import org.jspecify.annotations.Nullable;

/** The history of a tenant's own machine, also after it is gone; another tenant's is as if it were not. */
@Path("/portal/v1/instances/{id}/history")
@TenantScope("linodes:read_only")
public final class InstanceHistoryResource {
    private static final Page.Ask FIRST = new Page.Ask(1, 1);

    private final CurrentCaller callers;
    private final GrantGuard guard;
    private final Stories stories;
    private final People people;

    InstanceHistoryResource(CurrentCaller callers, GrantGuard guard, Stories stories, People people) {
        this.callers = callers;
        this.guard = guard;
        this.stories = stories;
        this.people = people;
    }

    @GET
    public Page<StepJson> story(
            @PathParam("id") long id,
            @QueryParam("asOf") AsOf asOf,
            @QueryParam("newestFirst") boolean newestFirst,
            @BeanParam PageQuery page) {
        TenantId tenant = callers.get().ownTenant();
        String thing = new InstanceId(id).text();
        boolean own = stories.of(thing, null, FIRST).data().stream()
                .anyMatch(first -> first.payload().path("tenantId").asLong() == tenant.value());
        if (!own) {
            throw Refused.because(CommonRefusal.NOT_FOUND, "Not found");
        }
        guard.mayRead("linode", id);
        return stories.of(thing, AsOf.instant(asOf), page.ask(), newestFirst)
                .map(told -> StepJson.of(stories.forTenant(told), who -> isOfTenant(who, tenant)));
    }

    private boolean isOfTenant(String who, TenantId tenant) {
        return who.matches("person-[0-9]{1,18}")
                && people.find(new PersonId(Long.parseLong(who.substring(7))))
                        .filter(person -> person.tenantId != null && person.tenantId == tenant.value())
                        .isPresent();
    }

    /**
     * One step of a machine's life.
     *
     * @param words what changed, by language: en and zh-CN
     * @param who one of the tenant's people by key, a program by its name, or staff
     * @param whoName that person's name; null for others and once the person is erased
     * @param from the address the request came from; null unless one of the tenant's people sent it
     */
    public record StepJson(
            long index,
            Instant at,
            String event,
            Map<String, String> words,
            @Nullable String who,
            @Nullable String whoName,
            @Nullable String from,
            @Nullable String requestId,
            @Nullable String cause,
            JsonNode payload) {
        static StepJson of(Told told, Predicate<String> isOurs) {
            String who = told.who();
            boolean ours = who != null && isOurs.test(who);
            boolean program = who != null && who.startsWith("program:");
            return new StepJson(
                    told.index(),
                    told.at(),
                    told.event(),
                    told.words(),
                    ours || program ? who : "staff",
                    ours ? told.whoName() : null,
                    ours ? told.from() : null,
                    ours ? told.requestId() : null,
                    told.cause(),
                    told.payload());
        }
    }
}
