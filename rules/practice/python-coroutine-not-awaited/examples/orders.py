import asyncio


async def notify(order):
    await mailer.send(order.customer)


def log(order):
    print(order)


async def place(order):
    # ruleid: python-coroutine-not-awaited
    notify(order)
    # ruleid: python-coroutine-not-awaited
    asyncio.sleep(1)
    # ok: python-coroutine-not-awaited
    await notify(order)
    # ok: python-coroutine-not-awaited
    task = asyncio.create_task(notify(order))
    # ok: python-coroutine-not-awaited
    log(order)
    # ok: python-coroutine-not-awaited
    return notify(order)
