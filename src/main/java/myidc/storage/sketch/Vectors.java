package myidc.storage.sketch;

/** Whether this JVM was started with the Vector API, which is still an incubator module. */
public final class Vectors {
    private static final boolean THERE =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && wide();

    private Vectors() {}

    public static boolean areThere() {
        return THERE;
    }

    private static boolean wide() {
        return jdk.incubator.vector.LongVector.SPECIES_PREFERRED.length() >= 2;
    }
}
