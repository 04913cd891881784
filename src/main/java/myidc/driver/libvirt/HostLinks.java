package myidc.driver.libvirt;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A connection for each host, opened at its first use and kept. */
@Singleton
final class HostLinks {
    private final ConcurrentHashMap<String, HostLink> links = new ConcurrentHashMap<>();
    private final UnaryOperator<String> address;

    @Inject
    HostLinks(PortalIdentity identity) {
        this(identity::shownTo);
    }

    /** @param address what libvirt is told of a host that is known by such a URI */
    HostLinks(UnaryOperator<String> address) {
        this.address = address;
    }

    /** @param uri as {@link myidc.compute.HostUri} lets pass */
    HostLink to(String uri) {
        return links.computeIfAbsent(uri, known -> new HostLink(known, () -> address.apply(known)));
    }

    @PreDestroy
    void close() {
        links.values().forEach(HostLink::close);
    }
}
