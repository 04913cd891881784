package myidc.platform.axon;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.UnaryOperator;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates recently used; a stale entry is noticed by the store's unique key and evicted on rollback. A refusal stores
 * nothing that could be noticed, so the unit of work remembers that it decided on a cached aggregate.
 */
final class CaffeineCache implements Cache {
    private static final int AGGREGATES_MAX = 20_000;
    private static final String HIT = CaffeineCache.class.getName() + ".hit";

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries =
            Caffeine.newBuilder().maximumSize(AGGREGATES_MAX).build();

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <K, V> @Nullable V get(K key) {
        Object found = entries.getIfPresent(key);
        if (found != null && CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().root().resources().put(HIT, true);
        }
        return (V) found;
    }

    /** Whether {@code unit} took an aggregate from the cache, which another process may have changed since. */
    static boolean wasHitIn(UnitOfWork<?> unit) {
        return unit.root().resources().containsKey(HIT);
    }

    @Override
    public void put(Object key, Object value) {
        entries.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.getIfPresent(key) != null;
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new IllegalStateException("Nobody listens to this cache");
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> void computeIfPresent(Object key, UnaryOperator<V> update) {
        entries.asMap().computeIfPresent(key, (k, value) -> update.apply((V) value));
    }
}
