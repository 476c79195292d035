import asyncio


async def place(order):
    # ruleid: python-task-not-kept
    asyncio.create_task(notify(order))
    # ruleid: python-task-not-kept
    asyncio.ensure_future(notify(order))
    # ok: python-task-not-kept
    task = asyncio.create_task(notify(order))
    # ok: python-task-not-kept
    await asyncio.create_task(notify(order))
    # ok: python-task-not-kept
    tasks.append(asyncio.create_task(notify(order)))
    async with asyncio.TaskGroup() as group:
        # ok: python-task-not-kept
        group.create_task(notify(order))
    return task
