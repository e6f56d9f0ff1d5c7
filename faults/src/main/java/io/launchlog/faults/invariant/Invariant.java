package io.launchlog.faults.invariant;

/** What holds whatever happened. */
public enum Invariant {
    I1("each acknowledged record is indexed or a dead letter"),
    I2("each document is of a record in the log"),
    I3("one document per identity over all indices"),
    I4("the first content stays, another one is a dead letter with the reason conflict"),
    I5("no committed offset is past a record that is neither stored nor a dead letter"),
    I6("the API pages through all that is stored, in one order without repeats"),
    I7("after the fault the lag returns to 0 by itself"),
    I8("each poison is a dead letter with reason and coordinates, and its partition went on"),
    I9("no answer of the API crosses projects"),
    I10("a rebuilt generation equals the live one"),
    I11("no request fails while instances are restarted in turn");

    private final String statement;

    Invariant(String statement) {
        this.statement = statement;
    }

    public String statement() {
        return statement;
    }
}
