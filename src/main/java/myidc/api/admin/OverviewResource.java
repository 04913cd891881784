package myidc.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import myidc.api.admin.HostJson.Usage;
import myidc.compute.read.Hosts;
import myidc.platform.axon.Processors;
import myidc.platform.db.Sql;
import myidc.platform.security.Staff;
import myidc.shared.Role;
import myidc.tenancy.read.Tickets;

/** How much of everything there is, on one page. */
@Path("/admin/v1/overview")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class OverviewResource {
    private final Sql sql;
    private final Hosts hosts;
    private final Tickets tickets;
    private final Processors processors;

    OverviewResource(Sql sql, Hosts hosts, Tickets tickets, Processors processors) {
        this.sql = sql;
        this.hosts = hosts;
        this.tickets = tickets;
        this.processors = processors;
    }

    @GET
    public Overview overview() {
        Hosts.Fill fill = hosts.fill();
        return new Overview(
                rows("site_view"),
                rows("rack_view"),
                rows("device_view"),
                fill.hosts(),
                rows("instance_view"),
                rows("tenant_view"),
                rows("dead_letter"),
                new Usage(fill.vcpusMax(), fill.vcpusReserved()),
                new Usage(fill.memoryMbMax(), fill.memoryMbReserved()),
                rows("room_work"),
                tickets.waiting(),
                processors.lagMax());
    }

    private long rows(String table) {
        return sql.count("select count(*) from " + table);
    }

    /**
     * Counts and fills.
     *
     * @param vcpus what may be promised over all hosts, and what is
     * @param roomWork guests the machine room is still working on
     * @param ticketsWaiting open tickets in which a tenant had the last word
     * @param processorLag facts the slowest streaming processor has still to handle
     */
    public record Overview(
            long sites,
            long racks,
            long devices,
            long hosts,
            long instances,
            long tenants,
            long deadLetters,
            Usage vcpus,
            Usage memoryMb,
            long roomWork,
            long ticketsWaiting,
            long processorLag) {}
}
