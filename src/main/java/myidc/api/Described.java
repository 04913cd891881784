package myidc.api;

import myidc.billing.event.InvoiceLine;
import org.jspecify.annotations.Nullable;

/** How a charge is written on bills: what it is, what its owner calls it, its number. */
public final class Described {
    private static final String INSTANCE = "instance-";

    private Described() {}

    public static String line(InvoiceLine line) {
        String plain = charge(line.charge(), line.resourceName(), line.resource());
        return switch (line.kind()) {
            case USAGE -> plain;
            case ADJUSTMENT -> "Adjustment " + line.usageMonth() + ": " + plain;
        };
    }

    public static String charge(String charge, String name, String resource) {
        String plan = charge.substring(charge.indexOf(':') + 1);
        return plan + " - " + name + " (" + resource.substring(resource.indexOf('-') + 1) + ")";
    }

    /** The number of the instance, where the resource is one. */
    public static @Nullable Long instance(String resource) {
        return resource.startsWith(INSTANCE) ? Long.valueOf(resource.substring(INSTANCE.length())) : null;
    }
}
