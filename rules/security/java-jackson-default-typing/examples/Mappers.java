import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.*;
import com.fasterxml.jackson.databind.jsontype.impl.LaissezFaireSubTypeValidator;

class Mappers {
    // ruleid: java-jackson-default-typing
    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "@class")
    interface Event {}

    // ok: java-jackson-default-typing
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    interface Message {}

    ObjectMapper open() {
        ObjectMapper mapper = new ObjectMapper();
        // ruleid: java-jackson-default-typing
        mapper.enableDefaultTyping();
        // ruleid: java-jackson-default-typing
        mapper.activateDefaultTyping(LaissezFaireSubTypeValidator.instance, ObjectMapper.DefaultTyping.NON_FINAL);
        return mapper;
    }

    ObjectMapper restricted() {
        ObjectMapper mapper = new ObjectMapper();
        PolymorphicTypeValidator own = BasicPolymorphicTypeValidator.builder().allowIfSubType("org.example.").build();
        // ok: java-jackson-default-typing
        mapper.activateDefaultTyping(own, ObjectMapper.DefaultTyping.NON_FINAL);
        return mapper;
    }
}
