package myidc.api.portal;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import myidc.platform.asof.Stories;
import myidc.platform.asof.Stories.Part;
import myidc.platform.asof.Stories.Told;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.CurrentCaller;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.id.Id;
import myidc.shared.id.PersonId;
import myidc.shared.id.TenantId;
import myidc.tenancy.read.People;
import org.jspecify.annotations.Nullable;

/** Histories of the caller's tenant's own things, also after they are gone; another's is as if it were not. */
@Singleton
class OwnStories {
    private final CurrentCaller callers;
    private final Stories stories;
    private final People people;

    OwnStories(CurrentCaller callers, Stories stories, People people) {
        this.callers = callers;
        this.stories = stories;
        this.people = people;
    }

    /** Refuses, as not found, what was never the caller's tenant's. */
    void owned(Id thing) {
        parts(thing);
    }

    /** What befell the thing while it was the caller's tenant's. */
    Page<StepJson> of(Id thing, AsOf asOf, boolean newestFirst, PageQuery page) {
        TenantId tenant = callers.get().ownTenant();
        return stories.of(thing.text(), parts(thing), AsOf.instant(asOf), page.ask(), newestFirst)
                .map(told -> StepJson.of(stories.forTenant(told), side(told.who(), tenant)));
    }

    private List<Part> parts(Id thing) {
        List<Part> parts = stories.ownedBy(callers.get().ownTenant().value(), thing.text());
        if (parts.isEmpty()) {
            throw Refused.because(CommonRefusal.NOT_FOUND, "Not found");
        }
        return parts;
    }

    private Side side(@Nullable String who, TenantId tenant) {
        if (who == null || !who.matches("person-[0-9]{1,18}")) {
            return who != null && who.startsWith("program:") ? Side.PROGRAM : Side.STAFF;
        }
        Long of = people.find(new PersonId(Long.parseLong(who.substring(7))))
                .map(person -> person.tenantId)
                .orElse(null);
        if (of == null) {
            return Side.STAFF;
        }
        return of == tenant.value() ? Side.OURS : Side.ANOTHER;
    }

    enum Side {
        OURS,
        PROGRAM,
        STAFF,
        ANOTHER
    }

    /**
     * One step of a thing's life.
     *
     * @param words what changed, by language: en and zh-CN
     * @param who one of the tenant's people by key, a program by its name, or staff; null when it was another tenant's
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
        static StepJson of(Told told, Side side) {
            boolean ours = side == Side.OURS;
            @Nullable
            String who = switch (side) {
                case OURS, PROGRAM -> told.who();
                case STAFF -> "staff";
                case ANOTHER -> null;
            };
            return new StepJson(
                    told.index(),
                    told.at(),
                    told.event(),
                    told.words(),
                    who,
                    ours ? told.whoName() : null,
                    ours ? told.from() : null,
                    ours ? told.requestId() : null,
                    side == Side.ANOTHER ? null : told.cause(),
                    told.payload());
        }
    }
}
