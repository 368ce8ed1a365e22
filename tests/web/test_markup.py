from report_assistant.web.markup import Html, join, tag


def test_text_is_escaped_and_markup_is_not():
    assert tag("p", "<b>&", tag("i", "x")) == "<p>&lt;b&gt;&amp;<i>x</i></p>"


def test_attributes_are_escaped_named_with_dashes_and_left_out_where_none():
    drawn = tag("td", class_="a b", data_ref='"<', hidden=True, title=None, checked=False)
    assert drawn == '<td class="a b" data-ref="&quot;&lt;" hidden=""></td>'


def test_void_elements_have_no_end():
    assert tag("input", value="0") == '<input value="0">'


def test_an_attribute_may_be_called_name():
    assert tag("input", name="by") == '<input name="by">'


def test_lists_of_children_are_laid_out_in_order_and_none_is_nothing():
    drawn = join([tag("b", "1"), None, ["<"]], "2")
    assert drawn == "<b>1</b>&lt;2"
    assert isinstance(drawn, Html)
