def clean(orders, first):
    for order in orders:
        if order.cancelled:
            # ruleid: python-list-changed-while-iterating
            orders.remove(order)

    for order in orders:
        if order == first:
            # ok: python-list-changed-while-iterating
            orders.remove(order)
            break

    for order in list(orders):
        # ok: python-list-changed-while-iterating
        orders.remove(order)

    for order in orders[:]:
        # ok: python-list-changed-while-iterating
        orders.remove(order)

    for order in orders:
        # ok: python-list-changed-while-iterating
        done.remove(order)

    for name in settings:
        if name.startswith("_"):
            # ruleid: python-list-changed-while-iterating
            del settings[name]
