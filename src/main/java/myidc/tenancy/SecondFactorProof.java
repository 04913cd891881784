package myidc.tenancy;

/**
 * What makes an offered secret a person's second factor; shown in no log.
 *
 * @param field what the contract that was asked by calls the code
 * @param scratch the one-time code that will do where the device is lost
 */
public record SecondFactorProof(String field, String code, String scratch) {
    @Override
    public String toString() {
        return "SecondFactorProof";
    }
}
