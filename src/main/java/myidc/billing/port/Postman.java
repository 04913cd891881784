package myidc.billing.port;

/** Sends mail. */
public interface Postman {
    /** Whether there is somebody to send by. */
    boolean ready();

    Sent send(Letter letter);

    /** A mail of plain text. */
    record Letter(String to, String subject, String text) {}

    /** How it went: {@code again} tells whether trying once more may help. */
    record Sent(boolean done, boolean again, String trouble) {
        public static final Sent DONE = new Sent(true, false, "");
    }
}
