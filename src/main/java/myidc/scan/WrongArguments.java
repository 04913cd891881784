package myidc.scan;

/** A command line that can't be followed; the message says what is wrong with which option. */
final class WrongArguments extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongArguments(String message) {
        super(message);
    }
}
