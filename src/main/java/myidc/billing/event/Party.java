package myidc.billing.event;

/** A party of an invoice as its papers name it; texts are empty where nothing is known. */
public record Party(String name, String taxNumber, String address, String bank, String email) {}
