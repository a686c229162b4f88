"""How a person uses a page: with the mouse, or with nothing but keys."""

from playwright.sync_api import Error


class Mouse:
    def press(self, page, locator, **way):
        locator.click()

    def write(self, page, locator, text: str, **way):
        locator.fill(text)

    def check(self, page, locator):
        locator.check()

    def uncheck(self, page, locator):
        locator.uncheck()

    def choose(self, page, locator, label: str):
        locator.select_option(label=label)

    def set_time(self, page, locator, day: str, year: str, time: str):
        locator.fill(f"{year}-{day}-{day}T{time[:2]}:{time[2:]}")


class Keyboard:
    """Nothing but keys: Tab (or Shift+Tab, `back`) to what is wanted, then typing."""

    def _reach(self, page, locator, *, back: bool = False):
        for _ in range(200):
            if self._stands_at(page, locator):
                return
            page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError("Tab never gets there")

    def _stands_at(self, page, locator) -> bool:
        """A page that is just being left is waited for."""
        try:
            return locator.evaluate("element => element === document.activeElement")
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
            page.wait_for_load_state()
            return locator.evaluate("element => element === document.activeElement")

    def press(self, page, locator, **way):
        self._reach(page, locator, **way)
        page.keyboard.press("Enter")

    def write(self, page, locator, text: str, **way):
        self._reach(page, locator, **way)
        page.keyboard.press("Control+A")
        page.keyboard.type(text)

    def check(self, page, locator, **way):
        self._reach(page, locator, **way)
        page.keyboard.press("Space")

    uncheck = check

    def choose(self, page, locator, label: str):
        """By the first letters of what is wanted."""
        self._reach(page, locator)
        page.keyboard.type(label)

    def set_time(self, page, locator, day: str, year: str, time: str):
        """Day and month are alike, for browsers differ in which comes first; "A" is for those that ask AM or PM."""
        self._reach(page, locator)
        page.keyboard.type(f"{day}{day}{year}")
        page.keyboard.press("ArrowRight")
        page.keyboard.type(f"{time}A")
