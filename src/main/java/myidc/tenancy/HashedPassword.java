package myidc.tenancy;

/** A password on its way to be kept, made by {@link Passwords#hashed}; shown in no log. */
public record HashedPassword(String hash) {
    @Override
    public String toString() {
        return "HashedPassword";
    }
}
