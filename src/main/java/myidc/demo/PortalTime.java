package myidc.demo;

import java.time.Instant;

/** The portal's clock, which the demonstration moves. */
final class PortalTime {
    private static final String PATH = "/admin/v1/clock";

    private final PortalClient portal;
    private final String operator;

    PortalTime(PortalClient portal, String operator) {
        this.portal = portal;
        this.operator = operator;
    }

    boolean movable() {
        return portal.get(PATH, operator).path("movable").asBoolean();
    }

    Instant now() {
        return Instant.parse(portal.get(PATH, operator).path("now").asText());
    }

    /** Moves the clock forward; when it is past that instant already, it is left alone. */
    void moveTo(Instant to) {
        if (now().isBefore(to)) {
            portal.post(PATH, operator, portal.object().put("to", to.toString()));
        }
    }
}
