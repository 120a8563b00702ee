"""Foreign names in Chinese characters: where the dot between two parts of a name belongs."""


from cleaner.scan import lazy

# The most common characters of transcribed names. Typed by hand for this project.
_SOUNDS = (
    "阿埃艾爱安昂奥巴白班邦保鲍北贝本比彼别波伯勃博布查车达代戴丹德登邓迪丁东都杜顿多恩尔法凡范菲费芬弗佛福富盖甘冈高"
    "戈哥格根贡古哈海汉翰赫黑亨洪胡华怀惠霍基吉季加贾简杰金京卡凯坎康考柯科克肯孔库奎拉莱赖兰朗劳勒雷里理利莉连林琳隆卢"
    "鲁路伦罗洛马玛迈麦曼毛梅门蒙孟米密敏明莫默姆木穆娜纳南内尼宁纽努诺欧帕潘庞佩彭皮平普齐奇奇恰乔钦琼丘让热仁日荣茹若"
    "萨塞赛桑瑟森沙莎山尚绍舍申圣施史士舒斯丝思苏索塔泰坦汤唐特腾提汀图托瓦万旺威韦维魏温文沃乌伍武西希锡夏肖谢辛欣雄休"
    "修许逊雅亚延扬耶叶伊因英尤于约泽扎詹珍芝朱茱兹佐艮乃姬俾弥蒂珊撒吾孜买提依江买尔拜古丽力提"
)
_TWO_SOUNDS = lazy(f"[{_SOUNDS}]{{2}}")


def parts_name(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] stands between the parts of a foreign name: two such characters on each side."""
    return bool(start >= 2 and _TWO_SOUNDS.match(text, start - 2) and _TWO_SOUNDS.match(text, end))
