import javax.script.*;
import javax.servlet.http.HttpServletRequest;
import org.springframework.expression.ExpressionParser;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.web.bind.annotation.*;

class Formula {
    private final ExpressionParser parser = new SpelExpressionParser();

    @GetMapping("/a")
    Object direct(@RequestParam String formula) {
        // ruleid: java-code-from-request
        return new SpelExpressionParser().parseExpression(formula).getValue();
    }

    @GetMapping("/b")
    Object field(@RequestParam("by") String by) {
        // ruleid: java-code-from-request
        return parser.parseExpression("#root." + by).getValue(bean);
    }

    Object script(HttpServletRequest request) throws ScriptException {
        ScriptEngine engine = new ScriptEngineManager().getEngineByName("javascript");
        // ruleid: java-code-from-request
        return engine.eval(request.getParameter("code"));
    }

    @GetMapping("/c")
    Object fixed(@RequestParam String name) {
        // ok: java-code-from-request
        return parser.parseExpression("name.toUpperCase()").getValue(name);
    }
}
