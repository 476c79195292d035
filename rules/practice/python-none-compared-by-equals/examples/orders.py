def remind(order, orders):
    # ruleid: python-none-compared-by-equals
    if order.paid_at == None:
        return
    # ruleid: python-none-compared-by-equals
    if order.sent_at != None and order.open:
        return
    # ok: python-none-compared-by-equals
    if order.paid_at is None:
        return
    # ok: python-none-compared-by-equals
    open_orders = session.query(Order).filter(Order.paid_at == None).all()
    # ok: python-none-compared-by-equals
    unpaid = orders[orders.paid_at == None]
    # ok: python-none-compared-by-equals
    found = select(Order).where(and_(Order.a != None, Order.b == 1))
    # ok: python-none-compared-by-equals
    return order.count == 0
