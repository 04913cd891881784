package myidc.platform.axon;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import myidc.platform.privacy.PersonKeys;
import myidc.platform.privacy.Personal;
import myidc.shared.Caller;
import myidc.shared.id.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * The address a request came from, as events carry it: sealed by the person's key, so that operators can trace it for as
 * long as the person is known, and nobody once they are erased. Programs have a name and no address. Facts that were stored
 * before have it in clear and stay readable.
 */
@Singleton
public final class Origins {
    private static final String SEALED = "sealed:";
    private static final int KEPT_MAX = 10_000;

    private final PersonKeys keys;

    /** What was sealed a moment ago, and never a key: a call costs no query, and an erased person's stays closed. */
    private final Cache<Sender, String> recent = Caffeine.newBuilder()
            .maximumSize(KEPT_MAX)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    Origins(PersonKeys keys) {
        this.keys = keys;
    }

    /** Null when the person has no key any more. */
    @Nullable
    String of(Caller caller) {
        PersonId person = caller.person();
        if (person == null) {
            return caller.source();
        }
        Sender sender = new Sender(person.text(), caller.source());
        String known = recent.getIfPresent(sender);
        if (known != null) {
            return known;
        }
        Optional<String> sealed = keys.sealIfKnown(sender.person(), sender.address())
                .map(personal -> SEALED + personal.person() + ":" + personal.sealed());
        sealed.ifPresent(text -> recent.put(sender, text));
        return sealed.orElse(null);
    }

    /** Reads origins of many facts; each that repeats is opened once. */
    public UnaryOperator<@Nullable String> reader() {
        Map<String, Optional<String>> opened = new HashMap<>();
        return stored -> stored == null || !stored.startsWith(SEALED)
                ? stored
                : opened.computeIfAbsent(stored, this::open).orElse(null);
    }

    private Optional<String> open(String stored) {
        String[] parts = stored.split(":", 3);
        return parts.length == 3 ? keys.open(new Personal(parts[1], parts[2])) : Optional.empty();
    }

    private record Sender(String person, String address) {}
}
