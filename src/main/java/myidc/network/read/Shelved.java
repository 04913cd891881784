package myidc.network.read;

/** A row that a {@link Shelf} keeps, by its number. */
public interface Shelved {
    long id();
}
