import org.springframework.web.bind.annotation.*;

class Profile {
    @PostMapping("/a")
    String model(@ModelAttribute User user) {
        // ruleid: spring-entity-bound-to-request
        users.save(user);
        return "redirect:/profile";
    }

    @PutMapping("/b")
    User body(@PathVariable long id, @RequestBody User user) {
        // ruleid: spring-entity-bound-to-request
        return users.save(user);
    }

    @PostMapping("/c")
    String form(@ModelAttribute ProfileForm form) {
        User user = users.current();
        user.setName(form.getName());
        // ok: spring-entity-bound-to-request
        users.save(user);
        return "redirect:/profile";
    }

    @PostMapping("/d")
    void dto(@RequestBody UserDto user) {
        // ok: spring-entity-bound-to-request
        service.save(user);
    }
}
