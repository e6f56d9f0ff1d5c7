package io.launchlog.deploy.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a PromQL expression, read one after the other. */
final class PromQlTokens {

    private static final Pattern TOKEN = Pattern.compile("(?<duration>(?:[0-9]+(?:ms|[smhdwy]))+)(?![a-zA-Z0-9_])"
            + "|(?<number>[0-9]+(?:\\.[0-9]+)?(?:e[+-]?[0-9]+)?)(?![a-zA-Z0-9_])"
            + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\")"
            + "|(?<name>[a-zA-Z_][a-zA-Z0-9_]*)"
            + "|(?<sign>==|!=|=~|!~|>=|<=|[-+*/%^><=(){}\\[\\],:])");

    enum Kind {
        DURATION,
        NUMBER,
        STRING,
        NAME,
        SIGN,
        END
    }

    record Token(Kind kind, String text) {}

    private final String expression;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /** @throws IllegalArgumentException when there is something in it that is no word */
    PromQlTokens(String expression) {
        this.expression = expression;
        Matcher matcher = TOKEN.matcher(expression);
        int at = 0;
        while (true) {
            while (at < expression.length() && Character.isWhitespace(expression.charAt(at))) {
                at++;
            }
            if (at == expression.length()) {
                return;
            }
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException(
                        "cannot be read from \"" + expression.substring(at) + "\" on: " + expression);
            }
            tokens.add(token(matcher));
            at = matcher.end();
        }
    }

    private static Token token(Matcher matcher) {
        for (Kind kind : List.of(Kind.DURATION, Kind.NUMBER, Kind.STRING, Kind.NAME)) {
            String text = matcher.group(kind.name().toLowerCase(Locale.ROOT));
            if (text != null) {
                return new Token(kind, kind == Kind.STRING ? unquoted(text) : text);
            }
        }
        return new Token(Kind.SIGN, matcher.group());
    }

    private static String unquoted(String text) {
        return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
    }

    Token peek() {
        return next < tokens.size() ? tokens.get(next) : new Token(Kind.END, "the end");
    }

    boolean isNext(String text) {
        Token token = peek();
        return (token.kind() == Kind.SIGN || token.kind() == Kind.NAME)
                && token.text().equals(text);
    }

    Token take() {
        Token token = peek();
        next++;
        return token;
    }

    /** Takes it when it comes next. */
    boolean takeIf(String text) {
        boolean here = isNext(text);
        if (here) {
            next++;
        }
        return here;
    }

    Token expect(Kind kind) {
        if (peek().kind() != kind) {
            throw wrong("a " + kind);
        }
        return take();
    }

    void expect(String text) {
        if (!takeIf(text)) {
            throw wrong(text);
        }
    }

    IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException("wanted " + wanted + ", found " + peek().text() + " in: " + expression);
    }
}
