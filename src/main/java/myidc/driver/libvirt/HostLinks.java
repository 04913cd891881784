package myidc.driver.libvirt;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;

/** A connection for each host, opened at its first use and kept. */
@Singleton
final class HostLinks {
    private final ConcurrentHashMap<String, HostLink> links = new ConcurrentHashMap<>();

    /** @param uri as {@link myidc.compute.HostUri} lets pass */
    HostLink to(String uri) {
        return links.computeIfAbsent(uri, HostLink::new);
    }

    @PreDestroy
    void close() {
        links.values().forEach(HostLink::close);
    }
}
